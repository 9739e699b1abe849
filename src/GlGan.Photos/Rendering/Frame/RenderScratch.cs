using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Buffers of one rendering in flight; they grow and are used again.</summary>
internal sealed class RenderScratch
{
    /// <summary>Samples along a side of a pixel.</summary>
    public const int SamplesPerSide = 2;

    public FaceMesh Mesh { get; } = new();

    public ShadowMap Shadows { get; } = new();

    public BackgroundPainter Background { get; } = new();

    public OccluderPainter Occluder { get; } = new();

    public PhotoScratch Photo { get; } = new();

    public Vector3[] Posed { get; private set; } = [];

    public Vector3[] Normals { get; private set; } = [];

    /// <summary>Share of the surrounding light that reaches each vertex.</summary>
    public float[] Open { get; private set; } = [];

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

    /// <summary>Per pixel: how much of it single hairs cover.</summary>
    public float[] HairCoverage { get; private set; } = [];

    /// <summary>Per pixel: how much of it lies behind something before the face.</summary>
    public float[] Coverage { get; private set; } = [];

    public void Prepare(int vertices, int pixels)
    {
        var samples = pixels * SamplesPerSide * SamplesPerSide;
        if (Posed.Length < vertices) (Posed, Normals, Screen, Open) = (new Vector3[vertices], new Vector3[vertices], new Vector3[vertices], new float[vertices]);
        if (Depth.Length < samples) (Depth, Triangle, Weights) = (new float[samples], new int[samples], new Vector2[samples]);
        if (Color.Length < pixels) (Color, Coverage, HairCoverage) = (new Vector3[pixels], new float[pixels], new float[pixels]);
        Depth.AsSpan(0, samples).Clear();
        Coverage.AsSpan(0, pixels).Clear();
        HairCoverage.AsSpan(0, pixels).Clear();
        Triangle.AsSpan(0, samples).Fill(-1);
    }
}
