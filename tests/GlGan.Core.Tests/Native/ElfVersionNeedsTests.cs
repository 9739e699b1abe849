using GlGan.Native;

namespace GlGan.Tests.Native;

public sealed class ElfVersionNeedsTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [Fact]
    public void Making_a_version_weak_sets_that_flag_and_nothing_else()
    {
        var original = Shim();
        byte[] image = [.. original];

        Assert.True(ElfVersionNeeds.MakeWeak(image, Version));

        var changed = Enumerable.Range(0, image.Length).Where(i => image[i] != original[i]).ToArray();
        var flags = Assert.Single(changed);
        Assert.Equal((0, 2), (original[flags], image[flags]));
        Assert.Equal(ElfHash(Version), BitConverter.ToUInt32(image, flags - 4));
    }

    [Fact]
    public void Making_a_version_weak_twice_changes_nothing_more()
    {
        var image = Shim();
        ElfVersionNeeds.MakeWeak(image, Version);
        byte[] once = [.. image];

        Assert.True(ElfVersionNeeds.MakeWeak(image, Version));

        Assert.Equal(once, image);
    }

    [Theory]
    [InlineData("GLIBCXX_9.9.9")]
    [InlineData("GLIBCXX_3.4.")]
    public void A_version_the_file_does_not_need_is_not_found(string version)
    {
        var original = Shim();
        byte[] image = [.. original];

        Assert.False(ElfVersionNeeds.MakeWeak(image, version));

        Assert.Equal(original, image);
    }

    [Fact]
    public void What_is_no_ELF64_image_is_left_alone()
    {
        Assert.False(ElfVersionNeeds.MakeWeak(new byte[10], Version));
        Assert.False(ElfVersionNeeds.MakeWeak(new byte[1000], Version));
        var image = Shim();
        image[4] = 1; // ELF32.
        Assert.False(ElfVersionNeeds.MakeWeak(image, Version));
    }

    /// <summary>The package's own library: the patched copy would already be weak.</summary>
    private static byte[] Shim()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has this library.");
        return File.ReadAllBytes(NativeSearch.Find("libLibTorchSharp.so")!);
    }

    /// <summary>The hash of the System V ABI, which a version-need entry stores just before its flags.</summary>
    private static uint ElfHash(string name)
    {
        uint hash = 0;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            var high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }

        return hash;
    }
}
