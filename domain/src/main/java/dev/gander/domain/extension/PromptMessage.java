package dev.gander.domain.extension;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Role;

/// A message of a prompt with its arguments filled in.
public record PromptMessage(Role role, Content content) {}
