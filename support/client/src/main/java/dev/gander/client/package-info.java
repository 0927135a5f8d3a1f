/// A small client of a server: start with [dev.gander.client.GanderClient].
@NullMarked
package dev.gander.client;

import org.jspecify.annotations.NullMarked;
