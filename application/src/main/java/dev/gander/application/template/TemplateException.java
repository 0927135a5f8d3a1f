package dev.gander.application.template;

import dev.gander.domain.error.InvalidInput;

/// A template cannot be parsed or rendered; the message contains the line, counted from 1, and the
/// name of a template that was loaded. Values are not quoted.
public final class TemplateException extends InvalidInput {
  private static final long serialVersionUID = 1;
  private static final int NOWHERE = 0;

  private final String problem;
  private final int line;
  private final String template;

  TemplateException(String problem) {
    this(problem, NOWHERE);
  }

  TemplateException(String problem, int line) {
    this(problem, line, "");
  }

  private TemplateException(String problem, int line, String template) {
    super(problem + place(line, template));
    this.problem = problem;
    this.line = line;
    this.template = template;
  }

  private static String place(int line, String template) {
    String where = template.isEmpty() ? "" : " of `" + template + "`";
    return line == NOWHERE ? where : " (in line " + line + where + ")";
  }

  /// The same problem with its line, unless it is known already.
  TemplateException in(int number) {
    return line == NOWHERE ? new TemplateException(problem, number) : this;
  }

  /// The same problem with the template that it is in, unless it is known already.
  TemplateException in(String loaded) {
    return template.isEmpty() ? new TemplateException(problem, line, loaded) : this;
  }
}
