package dev.gander.domain.extension;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Role;

/// A message of a prompt that has been filled in.
public record PromptMessage(Role role, Content content) {}
