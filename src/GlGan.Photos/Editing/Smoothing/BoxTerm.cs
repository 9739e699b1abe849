namespace GlGan.Editing;

/// <summary>What a <see cref="BoxWindow"/> averages: a plane, or the product of two.</summary>
/// <param name="Plane">Index of the plane.</param>
/// <param name="Factor">Index of the plane it is multiplied by; <see langword="null"/> for none.</param>
internal readonly record struct BoxTerm(int Plane, int? Factor = null);
