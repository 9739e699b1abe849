#:project ../../src/GlGan.Core/GlGan.Core.csproj
#:property PublishAot=false

// Draws the icon of the packages: a global face outline, and the local regions inside it.
//   dotnet run docs/package/icon.cs -- docs/package/icon.png

using SkiaSharp;

const int Size = 128;
using var surface = SKSurface.Create(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Premul));
var canvas = surface.Canvas;

using var background = new SKPaint { Color = new(0x1F, 0x2A, 0x44), IsAntialias = true };
canvas.DrawRoundRect(new SKRoundRect(new SKRect(0, 0, Size, Size), 24), background);

using var path = new SKPathBuilder();
path.MoveTo(64, 12);
path.CubicTo(92, 12, 106, 34, 104, 60);
path.CubicTo(102, 90, 84, 117, 64, 117);
path.CubicTo(44, 117, 26, 90, 24, 60);
path.CubicTo(22, 34, 36, 12, 64, 12);
path.Close();
using var face = path.Detach();
using var skin = new SKPaint { Color = new(0x3D, 0x52, 0x7F), IsAntialias = true };
using var outline = new SKPaint { Color = new(0xF4, 0xF1, 0xEA), IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 5 };
canvas.DrawPath(face, skin);
canvas.DrawPath(face, outline);

Region(left: 32, top: 46, width: 28, height: 20, new SKColor(0x5B, 0xC8, 0xC0));
Region(left: 68, top: 46, width: 28, height: 20, new SKColor(0x5B, 0xC8, 0xC0));
Region(left: 53, top: 70, width: 22, height: 16, new SKColor(0xF2, 0xB1, 0x4B));
Region(left: 44, top: 90, width: 40, height: 16, new SKColor(0xE8, 0x6A, 0x5E));

using var image = surface.Snapshot();
using var png = image.Encode(SKEncodedImageFormat.Png, 100);
using var file = File.Create(args[0]);
png.SaveTo(file);

void Region(float left, float top, float width, float height, SKColor color)
{
    using var paint = new SKPaint { Color = color, IsAntialias = true };
    canvas.DrawRoundRect(new SKRoundRect(SKRect.Create(left, top, width, height), 4), paint);
}
