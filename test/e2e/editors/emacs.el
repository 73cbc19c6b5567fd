;;; emacs.el --- Drives Emacs without a screen: writes what it sees as JSON -*- lexical-binding: t -*-
;; Started by emacs.test.ts.

(require 'json)
(defvar vpc-results nil)
(defvar vpc-folder (getenv "VPC_FOLDER"))

(defun vpc-result (name value)
  (push (cons name value) vpc-results))

(defun vpc-wait (what condition)
  (let ((end (+ (float-time) 60)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (error "Waited in vain for: %s" what))
      ;; eglot sends changes when Emacs is idle, which it never is without a screen.
      (when (eglot-managed-p)
        (eglot--signal-textDocument/didChange))
      (accept-process-output nil 0.02))))

(defun vpc-open (name)
  (switch-to-buffer (find-file-noselect (expand-file-name name vpc-folder)))
  ;; eglot connects after a command, of which there are none without a screen.
  (run-hooks 'post-command-hook)
  (vpc-wait (concat "a connection of " name) #'eglot-managed-p)
  ;; Flymake waits until a buffer is shown in a window.
  (flymake-start))

(defun vpc-diagnostics ()
  (mapcar (lambda (found)
            (format "%d %s" (line-number-at-pos (flymake-diagnostic-beg found)) (flymake-diagnostic-text found)))
          (sort (flymake-diagnostics)
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(defun vpc-at (part)
  (goto-char (point-min))
  (search-forward part)
  (goto-char (match-beginning 0)))

(defun vpc-text ()
  (buffer-substring-no-properties (point-min) (point-max)))

;; Menus are answered by the title that is wanted.
(defvar vpc-wanted nil)
(defvar vpc-offered nil)
(defun vpc-choose (_prompt collection &rest _)
  (setq vpc-offered (all-completions "" collection))
  (or (seq-find (lambda (title) (string-prefix-p vpc-wanted title)) vpc-offered)
      (error "Not offered: %s; but: %S" vpc-wanted vpc-offered)))
(advice-add 'completing-read :override #'vpc-choose)
;; Whether other files may be edited.
(advice-add 'y-or-n-p :override (lambda (&rest _) t))

;; Not the mouse: menus are asked for as texts.
(setq last-nonmenu-event ?m)

(defun vpc-act (title)
  (let ((before (vpc-text)))
    (setq vpc-wanted title)
    (call-interactively #'eglot-code-actions)
    (vpc-wait title (lambda () (not (string= before (vpc-text)))))))

(defun vpc-main ()
  (vpc-open "Northwind_VPC_2026-02-20.xml")
  (vpc-wait "diagnostics" #'flymake-diagnostics)
  (vpc-result 'diagnostics (vconcat (vpc-diagnostics)))

  (vpc-at "approved")
  (let (shown)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown (substring-no-properties text))))
    (vpc-wait "hover" (lambda () shown))
    (vpc-result 'hover (car (split-string shown "\n"))))

  (vpc-at "approved")
  (let ((table (nth 2 (eglot-completion-at-point))))
    (vpc-result 'completion (vconcat (mapcar #'substring-no-properties (all-completions "" table)))))

  (vpc-at "approved")
  (vpc-act "Replace with \"Approved\"")
  (vpc-result 'actions (vconcat vpc-offered))

  (vpc-fix-all)
  (vpc-result 'afterFixAll (vpc-text))
  (vpc-wait "no diagnostics" (lambda () (null (flymake-diagnostics))))

  (vpc-at "KB1")
  (eglot-rename "KB9")
  (vpc-at "<Patch>")
  (vpc-result 'afterRename (progn (search-forward "<ID>") (buffer-substring-no-properties (point) (+ (point) 3))))
  (let ((other (get-buffer "misnamed.xml")))
    (vpc-result 'renamedInOther
                (and other (with-current-buffer other (and (string-match-p "KB9" (vpc-text)) t)))))

  (vpc-at "<Patch>")
  (vpc-act "Sort patches by identifier")
  (let (ids)
    (goto-char (point-min))
    (while (re-search-forward "<Patch>\n *<ID>\\(.*?\\)</ID>" nil t)
      (push (match-string-no-properties 1) ids))
    (vpc-result 'sorted (vconcat (nreverse ids))))
  (let ((inhibit-message t)) (save-buffer))

  (let ((laid-out (vpc-text)))
    (goto-char (point-min))
    (while (re-search-forward "^ +" nil t)
      (replace-match ""))
    (setq-local indent-tabs-mode nil)
    (setq-local tab-width 2)
    (eglot-format-buffer)
    (vpc-result 'isFormatted (or (string= laid-out (vpc-text)) :json-false)))

  (let (file)
    (cl-letf (((symbol-function 'browse-url-of-file) (lambda (name) (setq file name))))
      (vpc-matrix))
    (with-temp-buffer
      (insert-file-contents file)
      (vpc-result 'matrix (if (search-forward "KB9" nil t) "KB9" "no patch")))
    (delete-file file))

  (with-current-buffer "misnamed.xml"
    (let ((inhibit-message t)) (save-buffer)))
  (vpc-open "misnamed.xml")
  (vpc-wait "a diagnostic of the name" #'flymake-diagnostics)
  (goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
  (vpc-result 'nameProblem (vpc-diagnostics))
  (setq vpc-wanted "none")
  (ignore-errors (call-interactively #'eglot-code-actions))
  (vpc-result 'nameActions (vconcat vpc-offered))

  (vpc-open "Northwind_VPC_2026-05-20.xml")
  (vpc-act "Insert a new VPC file")
  (vpc-at "<PublishedDate>")
  (vpc-result 'inserted (buffer-substring-no-properties (point) (line-end-position 2))))

(condition-case failure
    (vpc-main)
  ((error quit)
   (vpc-result 'failure (format "%S" failure))
   (vpc-result 'text (vpc-text))))

(with-temp-file (getenv "VPC_RESULTS")
  (insert (json-encode vpc-results)))
(let ((kill-buffer-query-functions nil) (inhibit-message t))
  (when (eglot-current-server)
    (ignore-errors (eglot-shutdown (eglot-current-server)))))
(set-buffer-modified-p nil)
(kill-emacs 0)
