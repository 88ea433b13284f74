import { Button, type ButtonProps } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { FileView } from '@weichuang/contracts/files/file';
import type { RouteContract } from '@weichuang/contracts/http/route';
import { toast } from '@weichuang/ui/feedback';
import { Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type CallArgs } from './api';
import { sendFile } from './upload';

export interface UploadButtonProps<C extends RouteContract> extends Pick<ButtonProps, 'variant' | 'size' | 'fullWidth'> {
  readonly route: C;
  readonly args: Omit<CallArgs<C>, 'body'>;
  readonly label: string;
  /** what this file is, for screen readers where the label alone does not say */
  readonly about?: string;
  /** of the file input: `.pdf,image/*` */
  readonly accept: string;
  /** opens the camera on a phone */
  readonly photo?: boolean;
}

/** Chooses one file and sends it at once; the page is read again afterwards. */
export function UploadButton<C extends RouteContract>({ route, args, label, about, accept, photo, ...button }: UploadButtonProps<C>) {
  const { t } = useTranslation('app');
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const send = async (file: File) => {
    setShare(0);
    try {
      await sendFile<C, FileView>(route, args, file, { onProgress: setShare });
      toast.success(t('upload.done', { name: file.name }));
      await client.invalidateQueries();
    } catch (error) {
      toast.danger(error instanceof ApiProblem && error.title ? error.title : t('upload.failed', { name: file.name }));
    } finally {
      setShare(null);
    }
  };
  return (
    <>
      <Button variant="default" {...button} leftSection={<Upload size={16} aria-hidden />} loading={share !== null} aria-label={about ? `${label} ${about}` : undefined} onClick={() => input.current?.click()}>
        {share === null || share === 0 ? label : t('upload.progress', { percent: Math.round(share * 100) })}
      </Button>
      <input ref={input} type="file" hidden accept={accept} {...(photo ? { capture: 'environment' as const } : {})}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // the same file may be chosen again after a refusal
          event.currentTarget.value = '';
          if (file) void send(file);
        }} />
    </>
  );
}
