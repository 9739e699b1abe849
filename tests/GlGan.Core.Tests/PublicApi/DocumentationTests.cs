using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace GlGan.Tests.PublicApi;

/// <summary>The compiler refuses a public member without a comment (CS1591) unless told not to; this test cannot be told.</summary>
public sealed class DocumentationTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData("GlGan.Photos")]
    [InlineData("GlGan.Core")]
    [InlineData("GlGan.Onnx")]
    [InlineData("GlGan.Mpi")]
    [InlineData("GlGan.Video")]
    public void Every_public_member_says_something_in_the_documentation_file(string library)
    {
        var assembly = Assembly.Load(library);
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member").Where(SaysSomething)
            .CountBy(member => member.Attribute("name")!.Value.Split('(', '~')[0]).ToDictionary();

        var missing = assembly.GetExportedTypes().SelectMany(Names).CountBy(name => name)
            .Where(name => documented.GetValueOrDefault(name.Key) < name.Value)
            .Select(name => name.Key);

        Assert.Empty(missing);
    }

    private static bool SaysSomething(XElement member) =>
        member.Element("inheritdoc") is not null || member.Elements("summary").Nodes().Any(node => node is XElement || !string.IsNullOrWhiteSpace(node.ToString()));

    /// <summary>Names as in the documentation file, without parameters.</summary>
    private static IEnumerable<string> Names(Type type)
    {
        var name = type.FullName!.Replace('+', '.');
        yield return $"T:{name}";
        if (typeof(Delegate).IsAssignableFrom(type)) yield break;
        foreach (var member in type.GetMembers(Declared).Where(IsWritten))
        {
            switch (member)
            {
                case FieldInfo field when IsVisible(field.Attributes & FieldAttributes.FieldAccessMask) && !field.IsSpecialName: yield return $"F:{name}.{field.Name}"; break;
                case PropertyInfo property when property.GetAccessors(true).Any(IsNew): yield return $"P:{name}.{property.Name}"; break;
                case EventInfo entry when IsNew(entry.AddMethod!): yield return $"E:{name}.{entry.Name}"; break;
                case ConstructorInfo constructor when IsVisible(constructor) && constructor.GetParameters().Length > 0: yield return $"M:{name}.#ctor"; break;
                case MethodInfo method when IsNew(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)):
                    yield return $"M:{name}.{method.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}";
                    break;
            }
        }
    }

    private static bool IsWritten(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && !member.Name.Contains('<', StringComparison.Ordinal);

    /// <summary>Whether a caller sees the method here first: what overrides another has that one's documentation.</summary>
    private static bool IsNew(MethodInfo method) => IsVisible(method) && method.GetBaseDefinition() == method;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldAttributes access) => access is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;
}
