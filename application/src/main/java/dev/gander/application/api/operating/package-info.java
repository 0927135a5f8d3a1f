/// What operators do: look whether the server is well and what it does, and how much its log tells.
@NullMarked
package dev.gander.application.api.operating;

import org.jspecify.annotations.NullMarked;
