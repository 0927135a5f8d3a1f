package dev.gander.adapters.llm.programs;

/// A program with a conversation, kept between two answers.
public interface PooledProgram {
  /// Whether it can still be used.
  boolean isRunning();

  /// Ends it with all its child processes; returns when they are gone.
  void end();
}
