using System.Numerics;
using GlGan.Rendering;

namespace GlGan.Datasets;

/// <summary>CelebA's 40 attributes of a synthetic face: those its parameters decide; the others are false.</summary>
internal static class CelebAAttributes
{
    private const float Marked = 0.5f;

    /// <summary>The names in the order of <c>list_attr_celeba.txt</c>.</summary>
    internal static string[] Names { get; } =
    [
        "5_o_Clock_Shadow", "Arched_Eyebrows", "Attractive", "Bags_Under_Eyes", "Bald", "Bangs", "Big_Lips", "Big_Nose", "Black_Hair", "Blond_Hair",
        "Blurry", "Brown_Hair", "Bushy_Eyebrows", "Chubby", "Double_Chin", "Eyeglasses", "Goatee", "Gray_Hair", "Heavy_Makeup", "High_Cheekbones",
        "Male", "Mouth_Slightly_Open", "Mustache", "Narrow_Eyes", "No_Beard", "Oval_Face", "Pale_Skin", "Pointy_Nose", "Receding_Hairline", "Rosy_Cheeks",
        "Sideburns", "Smiling", "Straight_Hair", "Wavy_Hair", "Wearing_Earrings", "Wearing_Hat", "Wearing_Lipstick", "Wearing_Necklace", "Wearing_Necktie",
        "Young",
    ];

    /// <summary>Names of the attributes a face has.</summary>
    internal static IReadOnlySet<string> Of(FaceIdentity person, FaceView view)
    {
        var hasFringe = person.HairStyle is HairStyle.Fringe or HairStyle.BobFringe;
        var showsHair = person.HairStyle is not (HairStyle.Bald or HairStyle.Buzz);
        var isCurly = person.HairStyle == HairStyle.Curly || person.HairWave > Marked;
        (string Name, bool IsTrue)[] attributes =
        [
            ("5_o_Clock_Shadow", person.FacialHair == FacialHair.Stubble),
            ("Arched_Eyebrows", person.BrowArch > Marked),
            ("Bags_Under_Eyes", person.EyeBags > Marked),
            ("Bald", person.HairStyle == HairStyle.Bald),
            ("Bangs", hasFringe),
            ("Big_Lips", person.UpperLip + person.LowerLip > 2 * Marked),
            ("Big_Nose", person.NoseWidth > Marked),
            ("Bushy_Eyebrows", person.BrowThickness > Marked),
            ("Chubby", person.CheekFullness > Marked),
            ("Eyeglasses", person.Glasses != GlassesStyle.None),
            ("Goatee", person.FacialHair == FacialHair.Goatee),
            ("Heavy_Makeup", person.Makeup > Marked),
            ("High_Cheekbones", person.CheekboneWidth > Marked),
            ("Mouth_Slightly_Open", view.Expression.MouthOpen > 0.1f),
            ("Mustache", person.FacialHair is FacialHair.Moustache or FacialHair.Goatee or FacialHair.Full),
            ("Narrow_Eyes", person.EyeSize < -Marked),
            ("No_Beard", person.FacialHair is FacialHair.None or FacialHair.Moustache),
            ("Pale_Skin", Luma(person.Skin) > 200),
            ("Receding_Hairline", person.ForeheadHeight > Marked && showsHair && !hasFringe),
            ("Sideburns", person.FacialHair == FacialHair.Full),
            ("Smiling", view.Expression.Smile > 0.3f),
            ("Straight_Hair", showsHair && !isCurly),
            ("Wavy_Hair", showsHair && isCurly),
            ("Young", person.Age < Marked),
        ];
        HashSet<string> names = [.. attributes.Where(attribute => attribute.IsTrue).Select(attribute => attribute.Name)];
        if (person.HairStyle != HairStyle.Bald && (person.GreyHair > Marked ? "Gray_Hair" : HairColor(person.Hair)) is { } color) names.Add(color);
        return names;
    }

    // Red hair has no attribute of its own in CelebA.
    private static string? HairColor(FaceColor hair)
    {
        int spread = Math.Max(hair.R, Math.Max(hair.G, hair.B)) - Math.Min(hair.R, Math.Min(hair.G, hair.B));
        return Luma(hair) switch
        {
            < 42 => "Black_Hair",
            > 100 when spread < 30 => "Gray_Hair",
            _ when hair.R > 1.8f * hair.G => null,
            > 145 => "Blond_Hair",
            _ => "Brown_Hair",
        };
    }

    // Rec. 601, as everyday image tools compute it.
    private static float Luma(FaceColor color) => Vector3.Dot(new(0.299f, 0.587f, 0.114f), new(color.R, color.G, color.B));
}
