using System.Security.Cryptography;
using System.Text;

namespace GlGan.Foundation;

/// <summary>
/// The right to write a file, or into a folder, which one holder at a time has. It is an open file that the system locks, so it is free when it is disposed and when the process ends, however it ends.
/// Where the file system knows no locks, as some network disks, everybody gets it.
/// </summary>
public sealed class WriteLock : IDisposable
{
    private const string Extension = ".lock";
    private const int LongestOwner = 200;

    // EWOULDBLOCK of Linux and of macOS, and Windows' sharing violation.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream _stream;
    private readonly string _owner;
    private bool _free;

    private WriteLock(FileStream stream, string owner) => (_stream, _owner) = (stream, owner);

    /// <summary>Takes the lock. Its file lies in the folder, or beside the file, and is hidden; where the system allows it, it is gone afterwards.</summary>
    /// <param name="path">A folder that is there; else a file, there or not, in a folder that is.</param>
    /// <exception cref="IOException">Another holder has it: the message names its process. Or the lock cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static WriteLock Take(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = RealPath.Of(path);
        var file = Directory.Exists(target) ? Path.Combine(target, Extension) : Path.Combine(Path.GetDirectoryName(target)!, $".{Hash(Path.GetFileName(target))}{Extension}");
        var owner = file + "-owner";
        UserFile.Require(file);
        while (true)
        {
            var stream = Open(path, file, owner);
            if (IsInPlace(stream, file))
            {
                // Not through a link that somebody put there.
                File.Delete(owner);
                using (var text = new StreamWriter(new FileStream(owner, FileMode.CreateNew, FileAccess.Write, FileShare.Read)))
                    text.Write($"process {Environment.ProcessId} on {Environment.MachineName}, since {DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} UTC");
                return new WriteLock(stream, owner);
            }

            stream.Dispose();
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        if (_free) return;
        _free = true;
        File.Delete(_owner);
        if (OperatingSystem.IsLinux()) File.Delete(_stream.Name);
        _stream.Dispose();
    }

    private static FileStream Open(string path, string file, string owner)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
        }
        catch (IOException problem) when (Held.Contains(problem.HResult))
        {
            throw new IOException($"'{path}' is being written by {Owner(owner)}. Wait for its end, or give another place.", problem);
        }
        catch (Exception problem) when (UserFile.Told(problem, file, path) is var told && told != problem)
        {
            throw told;
        }
    }

    // Whoever had the lock before may have taken its file away after it was opened here.
    private static bool IsInPlace(FileStream stream, string file) =>
        !OperatingSystem.IsLinux() || PathTarget.Of($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}").Identity is not { } own || own == PathTarget.Of(file).Identity;

    private static string Owner(string path)
    {
        try
        {
            UserFile.Require(path);
            using var text = new StreamReader(path);
            var owner = new char[LongestOwner];
            return new string(owner, 0, text.ReadBlock(owner));
        }
        catch (IOException)
        {
            return "another process";
        }
    }

    private static string Hash(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..16];
}
