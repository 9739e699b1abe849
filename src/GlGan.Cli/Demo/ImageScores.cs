
namespace GlGan.Cli.Demo;

/// <summary>How close images come to their targets.</summary>
/// <param name="Psnr">Mean peak signal-to-noise ratio in decibels.</param>
/// <param name="Ssim">Mean structural similarity.</param>
/// <param name="Rank1">Share of images whose nearest gallery image, by pixel distance, is their own target.</param>
internal sealed record ImageScores(double Psnr, double Ssim, double Rank1);
