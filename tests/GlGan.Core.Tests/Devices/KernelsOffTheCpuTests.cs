using System.Reflection;
using System.Runtime.InteropServices;
using GlGan.Kernels;
using GlGan.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>
/// No memory but the CPU's is read by a kernel. Tensors of the device <c>meta</c> stand for those of a GPU: they have shapes and types, and libtorch's operators for them, but no memory, so that whoever
/// reads it anyway does not stay unnoticed.
/// </summary>
[Collection("Tensors")]
[OnTheCpu("it stands for a GPU where there is none.")]
public sealed class KernelsOffTheCpuTests : IDisposable
{
    private const int Channels = 8, Side = 12;
    private static readonly Device Elsewhere = new(DeviceType.META);
    private static readonly WinogradShape Shape = new(2, Side, Side, 3, 1, 1);

    private readonly IDisposable _scope = NewDisposeScope();

    /// <summary>Every constructor and method of the kernels' folder that takes tensors, with each of the ways to have some of them elsewhere.</summary>
    public static TheoryData<string, int> Entries()
    {
        TheoryData<string, int> entries = [];
        foreach (var entry in All())
            for (var elsewhere = 1; elsewhere < 1 << Tensors(entry); elsewhere++) entries.Add(Name(entry), elsewhere);
        return entries;
    }

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Entries))]
    public void A_tensor_without_memory_on_the_CPU_is_refused_in_words_or_left_to_libtorch(string name, int elsewhere)
    {
        var entry = All().Single(entry => Name(entry) == name);
        var target = entry is MethodInfo { IsStatic: false } ? Instance(entry.DeclaringType!) : null;
        var tensor = 0;
        object?[] arguments = [.. entry.GetParameters().Select(parameter => Argument(entry, parameter, device: TakesTensors(parameter) && (elsewhere >> tensor++ & 1) == 1 ? Elsewhere : CPU))];

        object? result;
        try
        {
            result = entry is ConstructorInfo constructor ? constructor.Invoke(arguments) : entry.Invoke(target, arguments);
        }
        catch (TargetInvocationException refused)
        {
            Assert.True(refused.InnerException is InvalidOperationException or ExternalException, $"{refused.InnerException}");
            Assert.Matches("(?i)cpu|meta", refused.InnerException!.Message);
            return;
        }

        // What looks at shapes alone may answer; what makes a tensor makes it where its first one is.
        if (result is Tensor made) Assert.Equal(arguments.OfType<Tensor>().First().device_type, made.device_type);
        else Assert.True(result is bool or WinogradShape or PixelBlocks or List<Tensor>, $"{name} made a {result?.GetType().Name ?? "nothing"} of memory that does not exist.");
    }

    [Fact]
    public void Entries_are_found()
    {
        var names = All().Select(Name).ToArray();
        Assert.Contains("TensorMemory.Of(tensor)", names);
        Assert.Contains("PlacedBoxes..ctor(boxes, centers, size)", names);
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void Numbers_of_another_type_are_refused_too(ScalarType type) =>
        Assert.Contains($"got {type}", Assert.Throws<InvalidOperationException>(() => new FilterView(zeros([Channels, Channels, 3, 3], type), Shape, back: false)).Message);

    private static IEnumerable<MethodBase> All() => typeof(TensorMemory).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(TensorMemory).Namespace && !type.Name.Contains('<'))
        .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .OfType<MethodBase>()
        .Where(method => !method.IsPrivate && !method.Name.Contains('<') && method.GetParameters().Any(TakesTensors))
        // libtorch calls it, with gradients on the device of the results.
        .Where(method => method.Name != "backward" && !typeof(Delegate).IsAssignableFrom(method.DeclaringType));

    private static string Name(MethodBase entry) => $"{entry.DeclaringType!.Name}.{entry.Name}({string.Join(", ", entry.GetParameters().Select(parameter => parameter.Name))})";

    private static bool TakesTensors(ParameterInfo parameter) => parameter.ParameterType == typeof(Tensor) || typeof(IEnumerable<Tensor>).IsAssignableFrom(parameter.ParameterType);

    private static int Tensors(MethodBase entry) => entry.GetParameters().Count(TakesTensors);

    private static object Instance(Type type) => type.Name switch
    {
        nameof(ChannelStatistics) => ChannelStatistics.Of(Pixels(CPU)),
        nameof(PlacedBoxes) => new PlacedBoxes([Pixels(CPU)], [Centers(CPU)], Side),
        _ => throw new NotSupportedException($"This test does not know how to make a {type.Name}: tell it."),
    };

    private static object? Argument(MethodBase entry, ParameterInfo parameter, Device device) => (entry.DeclaringType!.Name, parameter.Name, parameter.ParameterType) switch
    {
        (_, "centers", var type) => type == typeof(Tensor) ? Centers(device) : new[] { Centers(device) },
        (_, _, var type) when type == typeof(IReadOnlyList<Tensor>) => new[] { Pixels(device) },
        (nameof(RectifiedBatchNorm), "weight" or "bias", _) or (_, "bias" or "runningMean" or "runningVariance", _) => ones(Channels, device: device),
        (_, "weight", _) or (nameof(FilterGradients), "gradient", _) => ones([Channels, Channels, 3, 3], device: device),
        (_, _, var type) when type == typeof(Tensor) => Pixels(device),
        (_, _, var type) when type == typeof(WinogradShape) => Shape,
        (_, _, var type) when type == typeof(WinogradFilters) => new WinogradFilters(ones([Channels, Channels, 3, 3]), Shape, back: false),
        (_, _, var type) when type == typeof(ChannelStatistics) => ChannelStatistics.Of(Pixels(CPU)),
        (_, _, var type) when type == typeof(RegionMaximum.Merging) => (RegionMaximum.Merging)((boxes, _) => boxes[0].alias()),
        (_, _, var type) when type == typeof(Func<List<Tensor?>>) => () => new List<Tensor?>(),
        (_, "size", _) => Side,
        (_, "stride", _) => 1,
        (_, "momentum" or "epsilon" or "slope", _) => 0.1,
        (_, _, var type) when type.IsValueType => Activator.CreateInstance(type),
        _ => throw new NotSupportedException($"This test does not know what to give to '{parameter.Name}' of {Name(entry)}: tell it."),
    };

    private static Tensor Pixels(Device device) => ChannelsLast.Of(ones([2, Channels, Side, Side], device: device));

    private static Tensor Centers(Device device) => full([2, 2], Side / 2f, device: device);
}
