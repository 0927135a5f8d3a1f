package dev.gander.application.template;

import dev.gander.domain.error.InvalidInput;

/// A template cannot be parsed or rendered; the message contains the line, counted from 1.
public final class TemplateException extends InvalidInput {
  private static final long serialVersionUID = 1;

  TemplateException(String problem, int line) {
    super(problem + " (in line " + line + ")");
  }

  TemplateException(String problem) {
    super(problem);
  }
}
