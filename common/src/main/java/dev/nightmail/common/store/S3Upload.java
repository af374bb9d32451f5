package dev.nightmail.common.store;

import dev.nightmail.common.storage.StoreAwayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Takes the bytes of one object and sends them: in one request if they are few, else in parts of 5
 * MB. One part is held in memory, so that its length is known and it can be sent again.
 */
final class S3Upload extends OutputStream {

    private static final Logger LOG = Logger.getLogger(S3Upload.class);

    /** The least that S3 takes as a part that others follow. */
    static final int PART_BYTES = 5 * 1024 * 1024;

    private static final int FIRST_BYTES = 16 * 1024;
    private static final String TYPE = "application/octet-stream";

    private final S3Bucket bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private Optional<String> upload = Optional.empty();
    private byte[] buffer = new byte[FIRST_BYTES];
    private int filled;
    private boolean isFinished;

    S3Upload(S3Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == PART_BYTES) {
                sendPart();
            }
            int some = Math.min(length - done, PART_BYTES - filled);
            reserve(filled + some);
            System.arraycopy(bytes, offset + done, buffer, filled, some);
            filled += some;
            done += some;
        }
    }

    private void reserve(int size) {
        if (size > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(PART_BYTES, Math.max(size, 2 * buffer.length)));
        }
    }

    /** All has been written; when this returns, the object is there. */
    void finish() throws StoreAwayException {
        if (upload.isEmpty()) {
            bucket.ask(client ->
                    client.putObject(
                            one -> one.bucket(bucket.name()).key(key).contentMD5(md5()), body()));
        } else {
            sendPart();
            complete(upload.get());
        }
        isFinished = true;
    }

    private void sendPart() throws StoreAwayException {
        if (upload.isEmpty()) {
            upload = Optional.of(begin());
        }
        var id = upload.get();
        int number = parts.size() + 1;
        var sent =
                bucket.ask(client ->
                        client.uploadPart(
                                part ->
                                        part.bucket(bucket.name())
                                                .key(key)
                                                .uploadId(id)
                                                .partNumber(number)
                                                .contentMD5(md5()),
                                body()));
        parts.add(CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build());
        filled = 0;
    }

    private String begin() throws StoreAwayException {
        return bucket.ask(client ->
                        client.createMultipartUpload(
                                one -> one.bucket(bucket.name()).key(key).contentType(TYPE)))
                .uploadId();
    }

    private void complete(String id) throws StoreAwayException {
        bucket.ask(client ->
                client.completeMultipartUpload(one ->
                        one.bucket(bucket.name())
                                .key(key)
                                .uploadId(id)
                                .multipartUpload(all -> all.parts(parts))));
    }

    /** Not a copy: the buffer rests until the request is over. */
    private RequestBody body() {
        var bytes = buffer;
        int length = filled;
        return RequestBody.fromContentProvider(
                ContentStreamProvider.fromInputStreamSupplier(
                        () -> new ByteArrayInputStream(bytes, 0, length)),
                length,
                TYPE);
    }

    /** So that the store takes nothing that was altered on its way. */
    private String md5() {
        try {
            var digest = MessageDigest.getInstance("MD5");
            digest.update(buffer, 0, filled);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    /** What was not finished is given up; if that fails too, it is discarded after a day. */
    @Override
    public void close() {
        if (isFinished || upload.isEmpty()) {
            return;
        }
        var id = upload.get();
        try {
            bucket.ask(client ->
                    client.abortMultipartUpload(
                            one -> one.bucket(bucket.name()).key(key).uploadId(id)));
        } catch (StoreAwayException e) {
            LOG.debugf("An upload is left unfinished: %s", e.getMessage());
        }
    }
}
