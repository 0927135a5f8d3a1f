/// Settings and secrets: the ports to goose's configuration files, and to those that reports show.
@NullMarked
package dev.gander.domain.config;

import org.jspecify.annotations.NullMarked;
