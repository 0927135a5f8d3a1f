/// A step of the build: what a module provides, in the form that class paths know.
@NullMarked
package dev.gander.services;

import org.jspecify.annotations.NullMarked;
