package dev.gander.adapters.local.engine;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.adapters.local.shelf.ImageFile;
import dev.gander.adapters.local.shelf.LoadSettings;

/// How much memory a model needs, in bytes. An estimate: rather too much than too little.
///
/// @param weights the model's file, which is mapped, and its file for images
/// @param conversation what is remembered of each token
/// @param work what a step needs
public record MemoryNeed(long weights, long conversation, long work) {
  /// More than that costs more memory than most conversations are worth.
  private static final int USUAL_CONTEXT = 16_384;

  private static final int CONTEXT_OF_UNKNOWN = 4096;
  private static final int SMALLEST_CONTEXT = 256;

  /// The most tokens of a prompt that are worked on at once.
  private static final int STEP = 512;

  private static final long ENGINE = 200L << 20;

  /// What an engine may take beyond the estimate before it is stopped: a damaged file makes it take
  /// all there is.
  private static final long MARGIN = 1536L << 20;

  /// For how many tokens a model is loaded.
  public static int context(GgufHeader header, LoadSettings load) {
    long trained = header.shape().context();
    long usual = Math.min(trained == 0 ? CONTEXT_OF_UNKNOWN : trained, USUAL_CONTEXT);
    return Math.max(SMALLEST_CONTEXT, load.context().orElse((int) usual));
  }

  static MemoryNeed of(GgufHeader header, LoadSettings load, int tokens) {
    GgufHeader.Shape shape = header.shape();
    double context = tokens;
    double step = Math.min(STEP, load.batch().orElse(STEP));
    double attention = load.flashAttention() ? 0 : shape.heads() * context;
    double activations = header.vocabulary() + 8.0 * shape.embedding() + attention;
    // The conversion keeps what does not fit into a long at its largest value.
    return new MemoryNeed(
        header.bytes() + load.images().map(ImageFile::bytes).orElse(0L),
        (long) (context * shape.bytesPerToken()),
        (long) (step * activations * Float.BYTES));
  }

  /// With a second model in the same engine.
  MemoryNeed and(MemoryNeed other) {
    return new MemoryNeed(
        weights + other.weights, conversation + other.conversation, work + other.work);
  }

  long bytes() {
    return (long) ((double) weights + conversation + work + ENGINE);
  }

  /// The most private memory that the engine may have.
  long limit() {
    return (long) ((double) weights + 2.0 * (conversation + (double) work) + MARGIN);
  }

  /// As in `5.2 GB (4.6 GB for the model, 0.6 GB for a context of 16384 tokens)`.
  String words(int context) {
    return "%s (%s for the model, %s for a context of %d tokens)"
        .formatted(gigabytes(bytes()), gigabytes(weights), gigabytes(bytes() - weights), context);
  }

  static String gigabytes(long bytes) {
    return "%.1f GB".formatted(bytes / 1e9);
  }
}
