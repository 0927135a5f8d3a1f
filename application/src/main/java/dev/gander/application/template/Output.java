package dev.gander.application.template;

import dev.gander.application.template.value.Allowance;
import dev.gander.application.template.value.Value;
import org.jspecify.annotations.Nullable;

/// Where a template writes to.
final class Output {
  private final Allowance allowance;
  private final StringBuilder printed = new StringBuilder();
  private final @Nullable StringBuilder plain;

  private Output(Allowance allowance, boolean keepsPlain) {
    this.allowance = allowance;
    this.plain = keepsPlain ? new StringBuilder() : null;
  }

  static Output ofResult(Allowance allowance) {
    return new Output(allowance, false);
  }

  /// Also keeps what would be written if there were no [Rendering#print], since the captured text
  /// is a value as well.
  static Output toCapture(Allowance allowance) {
    return new Output(allowance, true);
  }

  void write(String text) {
    write(text, text);
  }

  /// @param print how the text is printed
  void write(String text, String print) {
    allowance.text(print.length());
    allowance.fits((long) printed.length() + print.length());
    printed.append(print);
    if (plain != null) {
      allowance.fits((long) plain.length() + text.length());
      plain.append(text);
    }
  }

  Value captured() {
    return new Value.Captured(plain == null ? "" : plain.toString(), result());
  }

  String result() {
    return printed.toString();
  }
}
