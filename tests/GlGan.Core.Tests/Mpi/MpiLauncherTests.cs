using GlGan.Mpi;

namespace GlGan.Tests.Mpi;

public sealed class MpiLauncherTests
{
    [Fact]
    public void A_process_that_nobody_launched_is_alone() => Assert.False(Launcher().IsPresent);

    [Fact]
    public void One_that_was_launched_alone_is_alone_too() => Assert.False(Launcher(("PMI_RANK", "0"), ("PMI_SIZE", "1")).IsPresent);

    [Fact]
    public void MPICH_tells_rank_and_number()
    {
        var launcher = Launcher(("PMI_RANK", "2"), ("PMI_SIZE", "4"));

        Assert.Equal((true, 2, 4, false), (launcher.IsPresent, launcher.Rank, launcher.Count, launcher.IsOpenMpi));
    }

    [Fact]
    public void PMIx_tells_the_rank_alone()
    {
        var launcher = Launcher(("PMIX_RANK", "3"));

        Assert.Equal((true, 3, (int?)null, false), (launcher.IsPresent, launcher.Rank, launcher.Count, launcher.IsOpenMpi));
    }

    [Fact]
    public void Open_MPI_is_recognised()
    {
        var launcher = Launcher(("OMPI_COMM_WORLD_RANK", "1"), ("OMPI_COMM_WORLD_SIZE", "2"), ("PMIX_RANK", "1"));

        Assert.Equal((true, 1, true), (launcher.IsPresent, launcher.Rank, launcher.IsOpenMpi));
    }

    [Fact]
    public void Where_no_library_is_the_message_says_what_to_install()
    {
        var message = Assert.Throws<MpiException>(() => MpiLibrary.Load(["libnothing.so.12"], "symbol")).Message;

        Assert.Contains("No MPI library was found (libnothing.so.12)", message);
        Assert.Contains("apt-get install mpich", message);
    }

    [Fact]
    public void A_library_of_another_kind_is_told_from_none()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Another library stands in for Open MPI's.");
        var message = Assert.Throws<MpiException>(() => MpiLibrary.Load(["libnothing.so.12", "libc.so.6"], "malloc")).Message;

        Assert.Contains("Only Open MPI was found (libc.so.6)", message);
        Assert.NotEqual(0, MpiLibrary.Load(["libc.so.6"], "ompi_mpi_comm_world"));
    }

    private static MpiLauncher Launcher(params (string Name, string Value)[] variables) =>
        new(name => variables.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
