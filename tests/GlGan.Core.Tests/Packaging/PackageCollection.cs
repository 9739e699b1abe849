namespace GlGan.Tests.Packaging;

/// <summary>Tests of the packed packages, which are packed once.</summary>
[CollectionDefinition("Packages")]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>;
