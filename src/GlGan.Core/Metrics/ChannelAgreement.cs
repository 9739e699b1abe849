namespace GlGan.Metrics;

/// <summary>How a colour channel of images compares with that of their targets.</summary>
/// <param name="Channel"><c>red</c>, <c>green</c> or <c>blue</c>.</param>
/// <param name="Shift">Mean of the images less that of the targets, in levels of 8 bits: 0 where colours stay.</param>
/// <param name="Spread">Standard deviation of the images over that of the targets: 1 where contrast stays.</param>
public readonly record struct ChannelAgreement(string Channel, double Shift, double Spread);
