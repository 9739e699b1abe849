using GlGan.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Serialization;

[Collection("Tensors")]
public sealed class ModuleWeightsTests
{
    [Fact]
    public void Loading_copies_parameters_and_buffers_into_the_live_module()
    {
        using var folder = new TemporaryFolder();
        using var source = Network(4);
        using var target = Network(4);
        using (torch.no_grad())
        {
            using var input = torch.rand(2, 3, 8, 8);
            using var output = source.call(input);
        }

        ModuleWeights.Save(source, folder.File("w"), new Dictionary<string, string> { ["step"] = "12" });
        var weight = target.get_parameter("0.weight")!;
        var handle = weight.Handle;
        var before = LiveTensors.Settled();

        ModuleWeights.Load(target, folder.File("w"));

        Assert.Equal(before, LiveTensors.Now());
        Assert.Equal(handle, weight.Handle);
        Assert.True(weight.requires_grad);
        Assert.Equal(7, source.state_dict().Count);
        foreach (var (name, value) in source.state_dict()) Assert.True(value.Equals(target.state_dict()[name]), name);
        Assert.Equal(1, target.state_dict()["1.num_batches_tracked"].item<long>());
    }

    [Fact]
    public void Saving_leaves_no_tensor_behind()
    {
        using var folder = new TemporaryFolder();
        using var module = Network(4);
        var before = LiveTensors.Settled();

        ModuleWeights.Save(module, folder.File("w"));

        Assert.Equal(before, LiveTensors.Now());
    }

    [Fact]
    public void A_file_that_does_not_fit_names_every_key_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        using var module = Network(4);
        using var scope = torch.NewDisposeScope();
        var tensors = module.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value);
        tensors.Remove("0.bias");
        tensors["2.weight"] = torch.zeros(1);
        tensors["1.weight"] = torch.zeros(5);
        tensors["0.weight"] = torch.full_like(tensors["0.weight"], 9);
        SafetensorsWriter.Write(folder.File("w"), tensors);

        var error = Assert.Throws<WeightMismatchException>(() => ModuleWeights.Load(module, folder.File("w")));

        Assert.Equal(["0.bias"], error.Missing);
        Assert.Equal(["2.weight"], error.Unexpected);
        Assert.Equal(["1.weight (file [5], module [4])"], error.Misshapen);
        Assert.Contains("Missing: 0.bias. Unexpected: 2.weight. Misshapen: 1.weight", error.Message);
        Assert.NotEqual(9, module.get_parameter("0.weight")![0, 0, 0, 0].item<float>());
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("_orig_mod.")]
    [InlineData("module._orig_mod.")]
    [InlineData("_orig_mod.module.")]
    public void Keys_of_a_wrapped_network_are_taken_without_what_wraps_it(string prefix)
    {
        using var folder = new TemporaryFolder();
        using var source = Network(4);
        using var target = Network(4);
        SafetensorsWriter.Write(folder.File("w"), source.state_dict().ToDictionary(entry => prefix + entry.Key, entry => entry.Value));

        ModuleWeights.Load(target, folder.File("w"));

        foreach (var (name, value) in source.state_dict()) Assert.True(value.Equals(target.state_dict()[name]), name);
    }

    [Fact]
    public void A_module_that_has_such_a_child_itself_keeps_its_keys()
    {
        using var folder = new TemporaryFolder();
        using var source = nn.Sequential(("module", nn.Linear(2, 2)));
        using var target = nn.Sequential(("module", nn.Linear(2, 2)));
        ModuleWeights.Save(source, folder.File("w"));

        ModuleWeights.Load(target, folder.File("w"));

        Assert.True(source.state_dict()["module.weight"].Equals(target.state_dict()["module.weight"]));
    }

    [Fact]
    public void A_prefix_of_some_keys_or_of_another_wrapper_is_named()
    {
        using var folder = new TemporaryFolder();
        using var module = Network(4);
        SafetensorsWriter.Write(folder.File("w"), module.state_dict().ToDictionary(entry => "net." + entry.Key, entry => entry.Value));

        var message = Assert.Throws<WeightMismatchException>(() => ModuleWeights.Load(module, folder.File("w"))).Message;

        Assert.Contains("Missing: 0.bias, 0.weight, 1.bias and 4 more. Unexpected: net.0.bias, net.0.weight, net.1.bias and 4 more.", message);
        Assert.Contains("Keys of the file begin with 'net.', those of the module do not: rename them.", message);
    }

    [Fact]
    public void A_tensor_of_a_type_that_is_not_read_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        using var module = nn.Linear(1, 1);
        var before = module.weight.item<float>();
        var header = """{"bias":{"dtype":"U64","shape":[1],"data_offsets":[0,8]},"weight":{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]}}""";
        File.WriteAllBytes(folder.File("w"), [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.ASCII.GetBytes(header), .. new byte[12]]);

        Assert.Contains("its type U64 cannot be read", Assert.Throws<SafetensorsException>(() => ModuleWeights.Load(module, folder.File("w"))).Message);
        Assert.Equal(before, module.weight.item<float>());
    }

    [Fact]
    public void Values_are_converted_to_the_type_of_the_module()
    {
        using var folder = new TemporaryFolder();
        using var source = nn.Linear(2, 2);
        using var target = nn.Linear(2, 2, dtype: ScalarType.Float64);
        ModuleWeights.Save(source, folder.File("w"));

        ModuleWeights.Load(target, folder.File("w"));

        Assert.Equal(ScalarType.Float64, target.get_parameter("weight")!.dtype);
        Assert.Equal(source.get_parameter("weight")![1, 1].item<float>(), target.get_parameter("weight")![1, 1].item<double>());
    }

    private static TorchSharp.Modules.Sequential Network(int channels) => nn.Sequential(nn.Conv2d(3, channels, 3), nn.BatchNorm2d(channels));
}
