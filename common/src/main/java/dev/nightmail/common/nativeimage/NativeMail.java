package dev.nightmail.common.nativeimage;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The classes that angus-mail and angus-activation find by name. Images without them log that they
 * are absent.
 */
@RegisterForReflection(
        classNames = {
            "org.eclipse.angus.mail.util.MailStreamProvider",
            "org.eclipse.angus.mail.imap.IMAPProvider",
            "org.eclipse.angus.mail.imap.IMAPSSLProvider",
            "org.eclipse.angus.mail.imap.IMAPStore",
            "org.eclipse.angus.mail.imap.IMAPSSLStore",
            "org.eclipse.angus.mail.smtp.SMTPProvider",
            "org.eclipse.angus.mail.smtp.SMTPSSLProvider",
            "org.eclipse.angus.mail.smtp.SMTPTransport",
            "org.eclipse.angus.mail.smtp.SMTPSSLTransport",
            "org.eclipse.angus.activation.MailcapRegistryProviderImpl",
            "org.eclipse.angus.activation.MimeTypeRegistryProviderImpl",
            "org.eclipse.angus.mail.handlers.text_plain",
            "org.eclipse.angus.mail.handlers.text_html",
            "org.eclipse.angus.mail.handlers.text_xml",
            "org.eclipse.angus.mail.handlers.multipart_mixed",
            "org.eclipse.angus.mail.handlers.message_rfc822"
        })
final class NativeMail {

    private NativeMail() {}
}
