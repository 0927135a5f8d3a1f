package dev.gander.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// An open file of a [TracedDisk].
final class TracedChannel extends FileChannel {
  private final FileChannel real;
  private final String name;
  private final TracedDisk disk;

  TracedChannel(FileChannel real, String name, TracedDisk disk) {
    this.real = real;
    this.name = name;
    this.disk = disk;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    disk.note("write " + name);
    return real.write(bytes);
  }

  @Override
  public long write(ByteBuffer[] all, int offset, int length) throws IOException {
    disk.note("write " + name);
    return real.write(all, offset, length);
  }

  @Override
  public int write(ByteBuffer bytes, long position) throws IOException {
    disk.note("write " + name);
    return real.write(bytes, position);
  }

  @Override
  public void force(boolean metaData) throws IOException {
    real.force(metaData);
    disk.note("flush " + name);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }

  @Override
  public int read(ByteBuffer bytes) throws IOException {
    return real.read(bytes);
  }

  @Override
  public long read(ByteBuffer[] all, int offset, int length) throws IOException {
    return real.read(all, offset, length);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    return real.read(bytes, position);
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    real.truncate(size);
    return this;
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
