/// A build step: a module's providers in the format that class paths use.
@NullMarked
package dev.gander.services;

import org.jspecify.annotations.NullMarked;
