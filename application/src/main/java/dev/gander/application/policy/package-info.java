/// Holds the operator's rules against tool calls, whoever makes them.
@NullMarked
package dev.gander.application.policy;

import org.jspecify.annotations.NullMarked;
