using GlGan.Samples.Web;

await WebSample.Create(args).RunAsync();
