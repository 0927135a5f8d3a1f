package dev.gander.provider.kit.anthropic;

/// How a service's messages dialect differs from Anthropic's own.
///
/// `preservesContext`: earlier thinking stays in the service's context, which asks for `thinking`
/// to be there always. `preservesUnsigned`: thoughts without a signature go back too.
public record MessagesDialect(boolean preservesContext, boolean preservesUnsigned) {
  public static final MessagesDialect ANTHROPIC = new MessagesDialect(false, false);
}
