#:project ../../src/GlGan.Core/GlGan.Core.csproj
#:property PublishAot=false

// Renders a contact sheet of synthetic people: one row per person, from the left profile to the right.
//   dotnet run -c Release samples/apps/01-synthetic-faces.cs -- sheet.png

using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

var path = args.FirstOrDefault() ?? "synthetic-faces.png";
var faces = new SyntheticFaces(seed: 1);
int[] people = [20, 27, 101, 109, 117, 121];
float[] yaws = [-90, -60, -30, 0, 30, 60, 90];

var images = people.SelectMany(person => yaws.Select(yaw =>
    faces.Render(person, faces.View(person, 0) with { Yaw = yaw, Pitch = 0 }, size: 128, FaceTemplate.Ffhq512).Image));
ImageFile.Save(path, ImageGrid.Compose([.. images], columns: yaws.Length));
Console.WriteLine($"wrote {path}");
