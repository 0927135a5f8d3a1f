package dev.gander.application.extension;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.Prompt;
import dev.gander.domain.extension.PromptMessage;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An extension whose failures contain no secrets, whatever its program printed or its server
/// answered. What its tools return is the conversation, and stays.
record DiscreetExtension(Extension inner, KnownSecrets secrets) implements Extension {
  /// An operation of an extension that may fail.
  interface Attempt<T> {
    T make() throws InterruptedException;
  }

  /// Starts an extension. Throws like `start`, but without secrets.
  static Extension started(Attempt<Extension> start, KnownSecrets secrets)
      throws InterruptedException {
    return new DiscreetExtension(made(start, secrets), secrets);
  }

  static <T> T made(Attempt<T> attempt, KnownSecrets secrets) throws InterruptedException {
    try {
      return attempt.make();
    } catch (ExtensionException e) {
      throw e.inWords(secrets.hiddenIn(e.text()));
    }
  }

  private <T> T made(Attempt<T> attempt) throws InterruptedException {
    return made(attempt, secrets);
  }

  @Override
  public List<Tool> tools() throws InterruptedException {
    return made(inner::tools);
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    return made(() -> inner.call(invocation, progress));
  }

  @Override
  public @Nullable String instructions() {
    return inner.instructions();
  }

  @Override
  public boolean hasResources() {
    return inner.hasResources();
  }

  @Override
  public List<Resource> listResources() throws InterruptedException {
    return made(inner::listResources);
  }

  @Override
  public List<ResourceContent> readResource(String uri) throws InterruptedException {
    return made(() -> inner.readResource(uri));
  }

  @Override
  public List<Prompt> listPrompts() throws InterruptedException {
    return made(inner::listPrompts);
  }

  @Override
  public List<PromptMessage> getPrompt(String name, Map<String, String> arguments)
      throws InterruptedException {
    return made(() -> inner.getPrompt(name, arguments));
  }

  @Override
  public @Nullable String turnContext() {
    return inner.turnContext();
  }

  @Override
  public @Nullable String version() {
    return inner.version();
  }

  @Override
  public String errorOutput() throws InterruptedException {
    return secrets.hiddenIn(inner.errorOutput());
  }

  @Override
  public void rootChanged() {
    inner.rootChanged();
  }

  @Override
  public boolean isAlive() {
    return inner.isAlive();
  }

  @Override
  public boolean isUnprefixed() {
    return inner.isUnprefixed();
  }

  @Override
  public void close() {
    inner.close();
  }
}
