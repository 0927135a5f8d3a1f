package dev.gander.adapters.llm.programs;

/// A program that remembers a conversation, between two answers.
public interface PooledProgram {
  /// Whether it can still be asked.
  boolean isRunning();

  /// Lets it end, with all that it started; returns when it is gone.
  void end();
}
