package org.example.program;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Starts a program for each request. It has no tools, sees no pictures and counts no tokens.
///
/// @param command a command line for `sh`; the variable `MODEL` contains the name of the model
/// @param environment its other variables
record ProgramProvider(String command, ChildEnvironment environment) implements Provider {
  @Override
  public String name() {
    return ProgramProviderFactory.NAME;
  }

  /// May be called by any thread, and by several at once. A failure is a `ProviderException`, whose
  /// kind determines how Gander reacts: compact the conversation, tell the user to pay, …
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the program was started");
    }
    refusePictures(request);
    return new ProgramAnswer(start(request), Conversation.text(request));
  }

  /// A provider reports what it cannot do; leaving it out silently would mislead the user.
  private static void refusePictures(ProviderRequest request) {
    boolean shown =
        request.messages().stream()
            .map(Message::content)
            .flatMap(List::stream)
            .anyMatch(Content.Image.class::isInstance);
    if (shown) {
      throw new ProviderException.Unsupported("a program reads text, and no pictures");
    }
  }

  /// A program gets the environment that Gander has for children: without the server's key and the
  /// secrets of other providers. Name the secrets that it needs as a second argument.
  private Process start(ProviderRequest request) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    builder.environment().clear();
    builder.environment().putAll(environment.with(Map.of("MODEL", request.model().modelName())));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ProviderException.ExecutionError("the program cannot be started", e);
    }
  }

  @Override
  public List<String> models() {
    throw new ProviderException.Unsupported("a program has no list of models");
  }
}
