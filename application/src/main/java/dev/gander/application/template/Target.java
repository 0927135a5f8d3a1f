package dev.gander.application.template;

import java.util.List;

/// What an assignment or a loop sets.
sealed interface Target {
  record One(String name) implements Target {}

  record Several(List<Target> targets) implements Target {}
}
