;;; emacs-tools.el --- What the test of Eglot uses -*- lexical-binding: t -*-

;;; Commentary:

;; Without a terminal, Emacs runs no hooks after commands: the server is started and the findings are asked for by hand,
;; and answers are waited for.

;;; Code:

(require 'eglot)
(require 'json)

(setq make-backup-files nil create-lockfiles nil auto-save-default nil
      eglot-sync-connect 30 eglot-connect-timeout 30 eglot-send-changes-idle-time 0
      ;; Renaming asks in newer versions before it changes another file.
      eglot-confirm-server-edits nil eglot-confirm-server-initiated-edits nil
      xref-prompt-for-identifier nil)

(defmacro test-wait (form)
  "Wait until FORM gives something, and give that back."
  `(let ((end (+ (float-time) 20)) result)
     (while (and (not (setq result ,form)) (< (float-time) end))
       (accept-process-output nil 0.05)
       (when (bound-and-true-p flymake-mode) (flymake-start)))
     (or result (error "Waited in vain for %S" ',form))))

(defun test-write (file value)
  "Write VALUE as JSON into FILE."
  (let* ((text (json-serialize value))
         (bytes (if (multibyte-string-p text) (encode-coding-string text 'utf-8) text))
         (coding-system-for-write 'no-conversion))
    (write-region bytes nil file nil 'quiet)))

(defun test-connect ()
  "Start the server for the current buffer."
  (call-interactively #'eglot)
  (test-wait (eglot-managed-p)))

(defun test-diagnostic (diagnostic)
  "The place and text of a DIAGNOSTIC."
  (list (cons 'at (buffer-substring (flymake-diagnostic-beg diagnostic) (flymake-diagnostic-end diagnostic)))
        (cons 'line (line-number-at-pos (flymake-diagnostic-beg diagnostic)))
        (cons 'text (flymake-diagnostic-text diagnostic))))

(defun test-hover ()
  "What the server says of what is at point."
  (let (text)
    (eglot-hover-eldoc-function (lambda (found &rest _) (setq text found)))
    (substring-no-properties (test-wait text))))

(defun test-fix ()
  "Apply the first quick fix that is offered at point."
  (let ((offered (vconcat (eglot-code-actions (point) (point) "quickfix" nil))))
    (eglot--apply-workspace-edit (plist-get (aref offered 0) :edit) nil)))

;;; emacs-tools.el ends here
