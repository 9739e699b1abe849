using GlGan.Cli;
using GlGan.Cli.Commands;

ProcessEnd.Now(GlganCommand.Invoke(args));
