package dev.gander.adapters.analyze;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/// The text that the model gets.
///
/// @param failed whether it says what went wrong
record AnalysisAnswer(String text, boolean failed) {
  static AnalysisAnswer error(String problem) {
    return new AnalysisAnswer("Error: " + problem, true);
  }

  /// A byte that is 1 if it failed, 0 otherwise, and then the text up to the end, in UTF-8.
  void write(OutputStream out) throws IOException {
    out.write(failed ? 1 : 0);
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  /// A long answer fills the context of a model, so that it has to be wanted.
  AnalysisAnswer limited(int maxBytes) {
    int bytes = text.getBytes(UTF_8).length;
    return failed || bytes <= maxBytes
        ? this
        : error(
            "the answer has %d bytes, the limit is %d.".formatted(bytes, maxBytes)
                + " Choose a subfolder or a single file, a smaller max_depth or follow_depth, or a"
                + " focus; force: true returns it in full.");
  }
}
