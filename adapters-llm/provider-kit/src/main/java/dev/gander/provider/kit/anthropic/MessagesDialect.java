package dev.gander.provider.kit.anthropic;

/// How a service's messages dialect differs from Anthropic's own.
///
/// `preservesContext`: earlier thinking stays in the service's context, which requires `thinking`
/// always to be set. `preservesUnsigned`: thoughts without a signature are sent back too.
public record MessagesDialect(boolean preservesContext, boolean preservesUnsigned) {
  public static final MessagesDialect ANTHROPIC = new MessagesDialect(false, false);
}
