using System.Numerics;

namespace GlGan.Rendering;

/// <summary>What the shader needs of a vertex besides position and normal.</summary>
/// <param name="Canonical">Canonical x and y, centimetres inside the hair, and light that reaches the spot (1 open, 0 closed).</param>
/// <param name="Tint">Linear colour of the skin, and coverage by the beard.</param>
/// <param name="Strand">Coordinate across the strands of hair, in strands.</param>
internal readonly record struct FaceVertex(Vector4 Canonical, Vector4 Tint, float Strand);
