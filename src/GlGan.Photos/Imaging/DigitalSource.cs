namespace GlGan.Imaging;

/// <summary>Where a picture comes from, in IPTC's terms for <c>DigitalSourceType</c> (http://cv.iptc.org/newscodes/digitalsourcetype); those that come later outweigh earlier ones.</summary>
public enum DigitalSource
{
    /// <summary>A photo changed by an algorithm without a trained model: smoothed, blended, a face swapped by geometry.</summary>
    AlgorithmicallyEnhanced,

    /// <summary>A photo with parts that a trained model made.</summary>
    CompositeWithTrainedAlgorithmicMedia,

    /// <summary>Drawn by an algorithm alone, such as the people of <c>SyntheticFaces</c>.</summary>
    AlgorithmicMedia,

    /// <summary>Made by a trained model.</summary>
    TrainedAlgorithmicMedia,
}
