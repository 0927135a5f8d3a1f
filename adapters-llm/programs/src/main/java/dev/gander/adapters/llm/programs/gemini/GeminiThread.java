package dev.gander.adapters.llm.programs.gemini;

import dev.gander.adapters.llm.programs.KnownConversation;
import dev.gander.adapters.llm.programs.PooledProgram;
import dev.gander.domain.message.Message;
import java.nio.file.Path;
import java.util.List;

/// A conversation kept by the Gemini CLI, which has a folder of its own for each of the user's
/// folders. Nothing is running.
record GeminiThread(String id, Path folder, KnownConversation known) implements PooledProgram {
  static GeminiThread after(String id, Path folder, List<Message> messages) {
    KnownConversation known = new KnownConversation();
    known.tell(messages);
    return new GeminiThread(id, folder, known);
  }

  boolean isContinuedBy(List<Message> messages, Path where) {
    return folder.equals(where) && known.isContinuedBy(messages);
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public void end() {
    // Its file belongs to the user.
  }
}
