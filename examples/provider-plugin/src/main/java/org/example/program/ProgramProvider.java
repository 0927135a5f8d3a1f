package org.example.program;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.io.IOException;
import java.util.List;

/// Starts a program for each request. It has no tools, sees no pictures and counts no tokens.
///
/// @param command a command line for `sh`; the variable `MODEL` contains the name of the model
record ProgramProvider(String command) implements Provider {
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

  private Process start(ProviderRequest request) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    builder.environment().put("MODEL", request.model().modelName());
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
