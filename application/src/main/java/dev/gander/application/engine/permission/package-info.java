/// Decides which tool calls may run.
@NullMarked
package dev.gander.application.engine.permission;

import org.jspecify.annotations.NullMarked;
