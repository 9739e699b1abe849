using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp;

namespace GlGan.FirstTouch;

/// <summary>
/// A caller whose first touch of GlGan.Core is the type named on the command line, and whose second act is a tensor. An enumeration is no such touch: using
/// one runs no code of the library, so nothing can have been prepared for an old libstdc++.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            Touch(Type.GetType($"{arguments[0]}, GlGan.Core", throwOnError: true)!);
            Console.WriteLine(Sum());
            return 0;
        }
        catch (Exception e)
        {
            while (e is TargetInvocationException && e.InnerException is { } inner) e = inner;
            Console.WriteLine($"{e.GetType().Name}: {e.Message}");
            return 1;
        }
    }

    private static void Touch(Type type)
    {
        const BindingFlags Static = BindingFlags.Public | BindingFlags.Static;
        if (type.GetProperties(Static).FirstOrDefault() is { } property) property.GetValue(null);
        else if (type.GetMethods(Static).FirstOrDefault(method => method.GetParameters().Length == 0) is { } method) method.Invoke(null, null);
        else Construct(type);
    }

    private static void Construct(Type type)
    {
        var constructor = type.GetConstructors().MinBy(constructor => constructor.GetParameters().Length)!;
        constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue : Activator.CreateInstance(parameter.ParameterType))]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float Sum()
    {
        using var ones = torch.ones(2);
        using var sum = ones.sum();
        return sum.item<float>();
    }
}
