using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Buffers of one rendering in flight; they grow and are used again.</summary>
internal sealed class RenderScratch
{
    public FaceMesh Mesh { get; } = new();

    public ShadowMap Shadows { get; } = new();

    public Vector3[] Posed { get; private set; } = [];

    public Vector3[] Normals { get; private set; } = [];

    /// <summary>Sample coordinates and inverse distance of each vertex.</summary>
    public Vector3[] Screen { get; private set; } = [];

    /// <summary>Per sample: inverse distance of the nearest surface, 0 where there is none.</summary>
    public float[] Depth { get; private set; } = [];

    /// <summary>Per sample: triangle, or -1.</summary>
    public int[] Triangle { get; private set; } = [];

    /// <summary>Per sample: weights of the triangle's second and third vertex.</summary>
    public Vector2[] Weights { get; private set; } = [];

    /// <summary>Per pixel: linear colour.</summary>
    public Vector3[] Color { get; private set; } = [];

    public void Prepare(int vertices, int pixels, int samples)
    {
        if (Posed.Length < vertices) (Posed, Normals, Screen) = (new Vector3[vertices], new Vector3[vertices], new Vector3[vertices]);
        if (Depth.Length < samples) (Depth, Triangle, Weights) = (new float[samples], new int[samples], new Vector2[samples]);
        if (Color.Length < pixels) Color = new Vector3[pixels];
        Depth.AsSpan(0, samples).Clear();
        Triangle.AsSpan(0, samples).Fill(-1);
    }
}
