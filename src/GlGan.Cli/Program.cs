using GlGan.Cli.Commands;

return GlganCommand.Invoke(args);
