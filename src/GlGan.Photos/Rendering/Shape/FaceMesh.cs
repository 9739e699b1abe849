using System.Numerics;

namespace GlGan.Rendering;

/// <summary>
/// The neutral mesh of one identity in its own head space (centimetres): the head's grid, then its parts. Storage is kept and filled again for
/// the next identity, because a mesh per image would live on the large object heap.
/// </summary>
internal sealed class FaceMesh
{
    private static readonly int HeadVertices = HeadGrid.Instance.Base.Length, HeadTriangles = HeadGrid.Instance.Indices.Length / 3;

    private Vector3[] _positions = new Vector3[HeadVertices + 2048];
    private FaceVertex[] _vertices = new FaceVertex[HeadVertices + 2048];
    private int[] _indices = new int[3 * HeadTriangles + 12288];
    private FaceMaterial[] _materials = new FaceMaterial[HeadTriangles + 4096];

    public FaceMesh() => HeadGrid.Instance.Indices.CopyTo(_indices, 0);

    public FaceTraits? Traits { get; private set; }

    /// <summary>Seed of the identity's textures.</summary>
    public uint Seed { get; private set; }

    public int VertexCount { get; private set; }

    /// <summary>Where the vertices of hanging hair start, if there is any.</summary>
    public int? Curtain { get; set; }

    public int TriangleCount { get; private set; }

    /// <summary>At least <see cref="VertexCount"/> of them.</summary>
    public Vector3[] Positions => _positions;

    public FaceVertex[] Vertices => _vertices;

    /// <summary>Three per triangle.</summary>
    public int[] Indices => _indices;

    /// <summary>One per triangle.</summary>
    public FaceMaterial[] Materials => _materials;

    /// <summary>Starts another identity with the head's grid, whose vertices are to be written.</summary>
    public void Reset(FaceTraits traits, uint seed) =>
        (Traits, Seed, VertexCount, TriangleCount, Curtain) = (traits, seed, HeadVertices, HeadTriangles, null);

    public void Add(Vector3 position, FaceVertex vertex)
    {
        if (VertexCount == _positions.Length)
        {
            Array.Resize(ref _positions, 2 * VertexCount);
            Array.Resize(ref _vertices, 2 * VertexCount);
        }

        _positions[VertexCount] = position;
        _vertices[VertexCount++] = vertex;
    }

    /// <summary>Connects a grid of vertices that was added row by row from <paramref name="start"/>.</summary>
    public void Connect(int start, int rows, int columns, FaceMaterial material, bool closed = false)
    {
        for (var row = 0; row < rows - 1; row++)
            for (var column = 0; column < (closed ? columns : columns - 1); column++)
            {
                int a = start + row * columns + column, b = start + row * columns + (column + 1) % columns;
                Triangle(a, a + columns, b, material);
                Triangle(b, a + columns, b + columns, material);
            }
    }

    private void Triangle(int a, int b, int c, FaceMaterial material)
    {
        if (TriangleCount == _materials.Length)
        {
            Array.Resize(ref _materials, 2 * TriangleCount);
            Array.Resize(ref _indices, 6 * TriangleCount);
        }

        (_indices[3 * TriangleCount], _indices[3 * TriangleCount + 1], _indices[3 * TriangleCount + 2]) = (a, b, c);
        _materials[TriangleCount++] = material;
    }
}
