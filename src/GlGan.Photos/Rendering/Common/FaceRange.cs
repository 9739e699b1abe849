using System.Globalization;
using System.Runtime.CompilerServices;

namespace GlGan.Rendering;

/// <summary>Range checks for the parameters of synthetic faces.</summary>
internal static class FaceRange
{
    public static float Check(float value, float minimum, float maximum, [CallerMemberName] string name = "") =>
        value >= minimum && value <= maximum
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must lie in [{minimum}, {maximum}]; got {value}."));

    public static float Signed(float value, [CallerMemberName] string name = "") => Check(value, -1, 1, name);

    public static float Unit(float value, [CallerMemberName] string name = "") => Check(value, 0, 1, name);

    public static T Defined<T>(T value, [CallerMemberName] string name = "") where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}; got {value}.");
}
