using GlGan.Generators;
using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.Tests.Modules;

[Collection("Tensors")]
public sealed class ModuleBatteryTests
{
    public static TheoryData<string> Cases => ModuleRegistry.Names();

    public static TheoryData<string> SeededCases => [.. ModuleRegistry.All.Where(module => module.TakesSeed).Select(module => module.Name)];

    [Fact]
    public void Every_module_of_the_assembly_is_in_the_registry()
    {
        var modules = typeof(GlGanGenerator).Assembly.GetTypes().Where(type => typeof(nn.Module).IsAssignableFrom(type) && !type.IsAbstract);

        var missing = modules.Except(ModuleRegistry.All.SelectMany(module => module.Covers)).Select(type => type.Name);

        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_case_covers_the_modules_it_says(string name)
    {
        var sut = ModuleRegistry.Named(name);
        using var module = sut.Create(1);
        var used = module.modules().Select(child => child.GetType()).Append(module.GetType()).ToHashSet();

        Assert.Equal(sut.Covers[0], module.GetType());
        Assert.All(sut.Covers, type => Assert.Contains(type, used));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Outputs_are_finite_and_have_the_expected_shapes(string name)
    {
        var sut = ModuleRegistry.Named(name);
        using var module = sut.CreateAwake(ScalarType.Float32);
        using var scope = NewDisposeScope();

        var outputs = sut.Run(module, sut.Inputs(ScalarType.Float32)).ToArray();

        Assert.Equal(sut.OutputShapes, outputs.Select(output => output.shape));
        Assert.All(outputs, output => Assert.True(TensorAssert.IsFinite(output)));
        Assert.All(outputs, output => Assert.True(output.detach().std().item<float>() > 1e-3f, "An output is constant."));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_parameter_receives_a_finite_gradient_that_is_not_zero(string name)
    {
        var sut = ModuleRegistry.Named(name);
        using var module = sut.CreateAwake(ScalarType.Float64);
        using var scope = NewDisposeScope();

        GradientCheck.Scalarize(sut.Run(module, sut.Inputs(ScalarType.Float64))).backward();

        foreach (var (key, parameter) in module.named_parameters())
        {
            Assert.True(parameter.grad is not null, $"{key} has no gradient.");
            Assert.True(TensorAssert.IsFinite(parameter.grad), $"{key} has a gradient that is not finite.");
            var largest = parameter.grad.abs().max().item<double>();
            if (sut.HasZeroGradient(key)) Assert.True(largest < 1e-12, $"{key} should have no gradient; got {largest:g3}.");
            else Assert.True(largest > 1e-6, $"{key} has a gradient of at most {largest:g3}.");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Gradients_equal_central_differences(string name)
    {
        var sut = ModuleRegistry.Named(name);
        using var module = sut.CreateAwake(ScalarType.Float64);
        module.train(!sut.GradientsInEvaluation);
        using var scope = NewDisposeScope();
        var inputs = sut.Inputs(ScalarType.Float64, gradients: true);

        GradientCheck.Run(
            () =>
            {
                using var inner = NewDisposeScope();
                return GradientCheck.Scalarize(sut.Run(module, inputs)).MoveToOuterDisposeScope();
            },
            [.. inputs.Select((input, i) => ($"input {i}", input)), .. module.named_parameters().Select(entry => (entry.name, (Tensor)entry.parameter))],
            samples: 3);
    }

    [Theory, MemberData(nameof(Cases))]
    public void Saved_and_loaded_weights_give_bitwise_the_same_output(string name)
    {
        var sut = ModuleRegistry.Named(name);
        using var folder = new TemporaryFolder();
        using var source = sut.CreateAwake(ScalarType.Float32, seed: 1);
        using var target = sut.CreateAwake(ScalarType.Float32, seed: 2);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var inputs = sut.Inputs(ScalarType.Float32);
        sut.Run(source, inputs).ToArray();
        source.eval();
        target.eval();
        var expected = sut.Run(source, inputs).ToArray();
        Assert.False(expected[0].Equals(sut.Run(target, inputs).First()));

        ModuleWeights.Save(source, folder.File("w.safetensors"));
        ModuleWeights.Load(target, folder.File("w.safetensors"));

        foreach (var (output, i) in sut.Run(target, inputs).Select((output, i) => (output, i))) TensorAssert.Same(expected[i], output, $"output {i}");
    }

    [Theory, MemberData(nameof(Cases))]
    public void Forward_backward_and_disposal_leave_no_tensor_behind(string name)
    {
        var sut = ModuleRegistry.Named(name);
        var empty = LiveTensors.Settled();
        var module = sut.Create(3);
        using (var random = TestDevice.Random(3)) GlGan.Layers.WeightInitialization.He(module, random);
        var inputs = sut.Inputs(ScalarType.Float32, gradients: true);
        var before = LiveTensors.Settled();

        var outputs = sut.Run(module, inputs).ToArray();
        Assert.Equal(before + outputs.Length, LiveTensors.Now());
        using (NewDisposeScope()) outputs.Select(output => output.sum()).Aggregate((sum, next) => sum + next).backward();
        foreach (var output in outputs) output.Dispose();

        Assert.Equal(before, LiveTensors.Now());
        foreach (var input in inputs) input.Dispose();

        var miscounted = LiveTensors.Miscounted(module);
        module.Dispose();
        Assert.Equal(empty + miscounted, LiveTensors.Settled());
    }

    [Theory, MemberData(nameof(Cases))]
    public void Evaluation_is_deterministic_and_changes_no_buffer(string name)
    {
        var sut = ModuleRegistry.Named(name);
        using var module = sut.CreateAwake(ScalarType.Float32);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var inputs = sut.Inputs(ScalarType.Float32);
        module.eval();
        var buffers = module.named_buffers().Select(entry => (entry.name, Value: entry.buffer.clone())).ToArray();

        var first = sut.Run(module, inputs).ToArray();
        var second = sut.Run(module, inputs).ToArray();

        for (var i = 0; i < first.Length; i++) TensorAssert.Same(first[i], second[i], $"output {i}");
        foreach (var (key, value) in buffers) TensorAssert.Same(value, module.get_buffer(key)!, key);
    }

    [Theory, MemberData(nameof(SeededCases))]
    public void The_seed_alone_decides_the_initial_weights(string name)
    {
        var sut = ModuleRegistry.Named(name);
        manual_seed(1);
        using var first = sut.Create(11);
        manual_seed(2);
        using var again = sut.Create(11);
        using var other = sut.Create(12);

        foreach (var (key, parameter) in first.named_parameters())
        {
            TensorAssert.Same(parameter, again.get_parameter(key)!, key);
            if (parameter.dim() > 1) Assert.False(parameter.Equals(other.get_parameter(key)!), $"{key} does not depend on the seed.");
        }
    }
}
