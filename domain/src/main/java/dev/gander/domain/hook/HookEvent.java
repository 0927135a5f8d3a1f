package dev.gander.domain.hook;

import java.util.Optional;
import java.util.stream.Stream;

/// What hooks can wait for. The events of a session's begin and end are missing: only goose's
/// command line has them.
public enum HookEvent {
  USER_PROMPT_SUBMIT("UserPromptSubmit"),
  /// May object.
  PRE_TOOL_USE("PreToolUse"),
  BEFORE_SHELL_EXECUTION("BeforeShellExecution"),
  BEFORE_READ_FILE("BeforeReadFile"),
  POST_TOOL_USE("PostToolUse"),
  POST_TOOL_USE_FAILURE("PostToolUseFailure"),
  AFTER_SHELL_EXECUTION("AfterShellExecution"),
  AFTER_FILE_EDIT("AfterFileEdit"),
  /// May object (1.39).
  STOP("Stop");

  private final String wire;

  HookEvent(String wire) {
    this.wire = wire;
  }

  /// The name in files and in what a hook reads.
  public String wire() {
    return wire;
  }

  public static Optional<HookEvent> read(String name) {
    return Stream.of(values()).filter(event -> event.wire.equals(name)).findFirst();
  }
}
